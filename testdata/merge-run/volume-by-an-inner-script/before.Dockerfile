FROM debian:12
VOLUME /data
RUN sh -c 'echo a > /data/x'
RUN ls /data > /o
CMD ["true"]
