FROM --platform="linux/amd64" a
