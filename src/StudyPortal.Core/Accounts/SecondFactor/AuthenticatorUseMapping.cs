using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyPortal.Core.Accounts;

internal sealed class AuthenticatorUseMapping : IEntityTypeConfiguration<AuthenticatorUse>
{
    public void Configure(EntityTypeBuilder<AuthenticatorUse> builder)
    {
        builder.ToTable("AuthenticatorUses");
        builder.HasKey(u => u.AccountId);
        builder.HasOne<Account>().WithOne().HasForeignKey<AuthenticatorUse>(u => u.AccountId);
    }
}
