FROM node:22
COPY list /opt/
WORKDIR /opt
RUN apt-config dump > /settings
ENTRYPOINT ["grep"]
CMD ["gcc", "list"]
