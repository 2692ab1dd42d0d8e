FROM debian:12
RUN echo hello | cat > /app
CMD ["true"]
