using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Core.Storage;

/// <summary>The portal's database. Each feature maps its own entities in its own folder; this class only gathers them.</summary>
public class PortalDb : IdentityDbContext<Account, IdentityRole<Guid>, Guid>
{
    public PortalDb(DbContextOptions<PortalDb> options) : base(options)
    {
    }

    private protected PortalDb(DbContextOptions options) : base(options)
    {
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);
        builder.HasDbFunction(typeof(AnyCase).GetMethod(nameof(AnyCase.Lower))!).HasName("lower").IsBuiltIn();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<BlobHash>().HaveConversion<BlobHashConverter>();
        foreach (var id in EntityIdTypes())
            configurationBuilder.Properties(id).HaveConversion(typeof(EntityIdConverter<>).MakeGenericType(id));
    }

    private static IEnumerable<Type> EntityIdTypes() => Assembly.GetExecutingAssembly().GetTypes()
        .Where(type => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>)));
}
