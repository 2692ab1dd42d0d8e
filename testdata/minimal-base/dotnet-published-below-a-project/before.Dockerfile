FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish -c Release

FROM mcr.microsoft.com/dotnet/runtime:8.0-jammy
COPY --from=build /src/Shop/bin/Release/net8.0/publish/ /app
USER ${APP_UID}:0
ENTRYPOINT ["dotnet", "/app/Shop.dll"]
