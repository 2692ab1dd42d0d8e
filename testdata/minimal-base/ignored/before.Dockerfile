# imgfix ignore=minimal-base -- we want apt
FROM debian:12
CMD ["true"]
