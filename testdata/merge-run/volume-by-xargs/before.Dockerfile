FROM debian:12
VOLUME /data
RUN echo /data/x | xargs touch
RUN ls /data > /o
CMD ["true"]
