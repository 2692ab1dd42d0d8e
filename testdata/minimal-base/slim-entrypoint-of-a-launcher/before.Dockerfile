FROM node:22
RUN apt-config dump > /settings && gcc --version
ENTRYPOINT ["env", "A=b"]
