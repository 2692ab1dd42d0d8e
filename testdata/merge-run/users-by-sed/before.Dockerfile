FROM debian:12
RUN sed -i 's|:/root:|:/data:|' /etc/passwd
RUN git config --global a.b c
CMD ["true"]
