FROM node:22
RUN nice -n 5 git --version
CMD ["sleep", "1"]
