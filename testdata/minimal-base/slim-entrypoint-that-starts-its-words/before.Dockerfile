FROM node:22
COPY start.sh /
ENTRYPOINT ["/start.sh"]
CMD ["gcc", "--version"]
