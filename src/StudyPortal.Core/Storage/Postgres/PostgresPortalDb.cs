using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Audit;

namespace StudyPortal.Core.Storage.Postgres;

/// <summary>The same database on PostgreSQL, with migrations of its own, and with the keys of the web hosts, which have no folder of their own there.</summary>
internal sealed class PostgresPortalDb(DbContextOptions<PostgresPortalDb> options) : PortalDb(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
            foreach (var property in entry.Properties)
                if (property.CurrentValue is string text && PostgresText.Storable(text) is var storable && !ReferenceEquals(storable, text)) property.CurrentValue = storable;
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        PostgresModel.Adapt(builder.Model);
        builder.Entity<AuditEvent>().Property(e => e.AtUtc).HasConversion<ExactTimeConverter>().UseCollation(PostgresModel.ByBytes);
    }
}
