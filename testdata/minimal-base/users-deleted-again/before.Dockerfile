FROM debian:13
RUN useradd -m -u 1500 app && useradd -m -s /bin/sh other && usermod -aG audio app && userdel -r other
USER app
CMD ["true"]
