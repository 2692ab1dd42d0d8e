FROM debian:12
COPY l /l
RUN tar cf /o.tar -T /l
CMD ["true"]
