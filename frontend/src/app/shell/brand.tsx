import { Link } from '@tanstack/react-router';

import classes from './shell.module.css';

/** The name of the place, which leads to its start. */
export function Brand() {
  return (
    <Link to="/" className={classes.brand}>
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden>
        <rect width="32" height="32" rx="8" fill="#0f5f6e" />
        <path
          d="M9 23V9h7.5a4.75 4.75 0 0 1 1.4 9.3L22.5 23h-4l-4-4.5H12.3V23H9Zm3.3-7.4h4a1.9 1.9 0 0 0 0-3.8h-4v3.8Z"
          fill="#fff"
        />
      </svg>
      Reagora
    </Link>
  );
}
