FROM debian:12
RUN find /usr -name "*.gz" > /x
RUN grep -r foo /usr > /y; du -s /usr > /z
RUN cd / && ls -R > /l
CMD ["cat", "/x"]
