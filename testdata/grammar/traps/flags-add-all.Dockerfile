FROM alpine
ADD --chown=a --chmod=1 --link --keep-git-dir=true --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d --unpack=false --exclude=x https://example.org/y /z
