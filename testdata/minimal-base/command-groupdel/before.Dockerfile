FROM ubuntu:24.04
RUN groupadd -g 1500 old && groupdel old
CMD ["sleep", "1"]
