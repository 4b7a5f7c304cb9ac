import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#ecf7f8',
  '#d5ecef',
  '#abdae0',
  '#7cc5cf',
  '#55b2bf',
  '#3499a8',
  '#1f8292',
  '#146b7a',
  '#0f5f6e',
  '#094552',
];

const dark: MantineColorsTuple = [
  '#dbe3e7',
  '#b4c0c6',
  '#94a2a9',
  '#6d7c85',
  '#3f4c55',
  '#313d45',
  '#212a31',
  '#181f25',
  '#12181d',
  '#0c1115',
];

const font = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 7 },
  colors: { petrol, dark },
  fontFamily: font,
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace",
  headings: {
    fontFamily: font,
    fontWeight: '640',
    sizes: {
      h1: { fontSize: 'clamp(1.4rem, 1.15rem + 1.2vw, 1.75rem)', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h4: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // By name: what is imported here would be loaded with every page.
  components: {
    Badge: { defaultProps: { tt: 'none', fw: 550 } },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'none' } },
      },
    },
    NativeSelect: { defaultProps: { rightSectionPointerEvents: 'none' } },
    Paper: { defaultProps: { withBorder: true, p: 'lg', radius: 'lg' } },
    Table: {
      defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md', captionSide: 'top' },
    },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true } } },
  },
});

/** Text and borders of Mantine's default greys are too faint for WCAG 2.2 AA; these are not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f8f9',
    '--mantine-color-text': '#182127',
    '--mantine-color-dimmed': '#4f5d66',
    '--mantine-color-placeholder': '#66737c',
    '--mantine-color-error': '#b4232a',
    '--mantine-color-anchor': '#0f5f6e',
    '--mantine-color-default-border': '#dde3e7',
    '--reagora-surface': '#ffffff',
    '--reagora-control-border': '#7d8a93',
    '--reagora-positive': '#17603a',
    '--reagora-positive-wash': '#e3f4ea',
    '--reagora-attention': '#7a4a00',
    '--reagora-attention-wash': '#fdf0d8',
    '--reagora-negative': '#9c1d25',
    '--reagora-negative-wash': '#fde8e8',
    '--reagora-neutral': '#3c4952',
    '--reagora-neutral-wash': '#eaeff2',
    '--reagora-info': '#0f5f6e',
    '--reagora-info-wash': '#e1f1f3',
  },
  dark: {
    '--mantine-color-body': '#12181d',
    '--mantine-color-text': '#dbe3e7',
    '--mantine-color-dimmed': '#a7b4bb',
    '--mantine-color-placeholder': '#8e9ca4',
    '--mantine-color-error': '#ff9b9b',
    '--mantine-color-anchor': '#7cc5cf',
    '--mantine-color-default-border': '#313d45',
    '--reagora-surface': '#181f25',
    '--reagora-control-border': '#74838c',
    '--reagora-positive': '#8fdcb0',
    '--reagora-positive-wash': '#173226',
    '--reagora-attention': '#f5c878',
    '--reagora-attention-wash': '#3a2d12',
    '--reagora-negative': '#ffabab',
    '--reagora-negative-wash': '#43201f',
    '--reagora-neutral': '#c3ced4',
    '--reagora-neutral-wash': '#28323a',
    '--reagora-info': '#8ed3dc',
    '--reagora-info-wash': '#14343a',
  },
});
