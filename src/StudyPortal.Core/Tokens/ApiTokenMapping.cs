using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyPortal.Core.Accounts;

namespace StudyPortal.Core.Tokens;

internal sealed class ApiTokenMapping : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiTokens");
        builder.HasIndex(t => t.SecretHash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId);
    }
}
