FROM node:22
COPY start.sh /
RUN apt-config dump > /settings
ENTRYPOINT ["/start.sh"]
CMD ["gcc", "--version"]
