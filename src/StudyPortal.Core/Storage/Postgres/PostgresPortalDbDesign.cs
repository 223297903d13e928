using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace StudyPortal.Core.Storage.Postgres;

/// <summary>What <c>dotnet ef migrations add --context PostgresPortalDb</c> opens; it never reaches a server.</summary>
internal sealed class PostgresPortalDbDesign : IDesignTimeDbContextFactory<PostgresPortalDb>
{
    public PostgresPortalDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresPortalDb>().UseNpgsql("Host=nowhere").Options);
}
