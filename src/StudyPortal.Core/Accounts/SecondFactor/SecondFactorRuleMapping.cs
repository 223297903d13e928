using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyPortal.Core.Accounts;

internal sealed class SecondFactorRuleMapping : IEntityTypeConfiguration<SecondFactorRule>
{
    public void Configure(EntityTypeBuilder<SecondFactorRule> builder)
    {
        builder.ToTable("SecondFactorRules");
        builder.HasKey(r => r.Role);
    }
}
