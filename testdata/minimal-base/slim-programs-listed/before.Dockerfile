FROM erlang:26
CMD ["ls", "/usr/local/bin"]
