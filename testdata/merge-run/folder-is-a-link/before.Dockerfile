FROM debian:12
WORKDIR /opt/app
RUN rm /opt/app && ln -s /opt/a2 /opt/app
RUN touch built
CMD ["true"]
