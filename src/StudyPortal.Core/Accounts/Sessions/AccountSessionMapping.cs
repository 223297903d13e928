using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyPortal.Core.Accounts;

internal sealed class AccountSessionMapping : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> builder)
    {
        builder.ToTable("AccountSessions");
        builder.HasIndex(s => s.SecretHash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
    }
}
