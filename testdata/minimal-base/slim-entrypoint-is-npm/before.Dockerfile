FROM node:18
ENTRYPOINT ["npm"]
CMD ["--version"]
