"""POST /uploads and below it: files, each as the raw body, with its name in the header X-Filename."""
