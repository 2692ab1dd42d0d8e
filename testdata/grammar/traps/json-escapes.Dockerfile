FROM alpine
CMD ["\"", "\\", "\/", "\b\f\n\r\t", "\u0041\u00e9\u20AC"]
