FROM debian:13
RUN useradd -m -k /etc/skel -G audio,video -s /bin/bash app
USER app
CMD ["true"]
