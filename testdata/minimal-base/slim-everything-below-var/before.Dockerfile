FROM node:18
RUN ls -R /var > /x
CMD ["true"]
