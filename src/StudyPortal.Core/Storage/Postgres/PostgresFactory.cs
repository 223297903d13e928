using Microsoft.EntityFrameworkCore;

namespace StudyPortal.Core.Storage.Postgres;

/// <summary>Gives whoever asks for the portal's database the one on PostgreSQL.</summary>
internal sealed class PostgresFactory(DbContextOptions<PostgresPortalDb> options) : IDbContextFactory<PortalDb>
{
    public PortalDb CreateDbContext() => new PostgresPortalDb(options);
}
