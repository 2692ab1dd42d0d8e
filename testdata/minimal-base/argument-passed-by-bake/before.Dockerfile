ARG VARIANT=22-bookworm
FROM node:${VARIANT}
CMD ["node"]
