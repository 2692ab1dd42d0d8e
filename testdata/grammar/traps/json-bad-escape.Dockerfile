FROM alpine
CMD ["\x41"]
CMD ["\'"]
CMD ["\u12"]
CMD ["\U0041"]
CMD ["c:\app"]
