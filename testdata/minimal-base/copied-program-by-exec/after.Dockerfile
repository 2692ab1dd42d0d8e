FROM debian:13-slim
RUN useradd -m user
COPY attachments/inst_prof flag.txt /home/user/
RUN chmod -R 755 /home/user
CMD ["sleep", "1"]
