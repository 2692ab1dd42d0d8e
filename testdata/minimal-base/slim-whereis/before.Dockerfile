FROM debian:12
CMD ["whereis", "bash"]
