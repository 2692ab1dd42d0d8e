FROM alpine
CMD ["\ud83d\ude00", "\ud83d", "\ude00", "\ud83dx", "\ud83d\u0041", "\ud83d\ud83d\ude00"]
