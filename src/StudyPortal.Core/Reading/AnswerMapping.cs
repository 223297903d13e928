using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

internal sealed class AnswerMapping : IEntityTypeConfiguration<Answer>, IEntityTypeConfiguration<AnswerEvent>
{
    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.ToTable("Answers", table => table.HasCheckConstraint(
            "CK_Answers_Score", "(CannotJudge = 1 AND Score IS NULL) OR (CannotJudge = 0 AND Score IS NOT NULL AND Score BETWEEN 0 AND 5)"));
        builder.HasKey(a => new { a.SlotId, a.QuestionId });
        builder.HasOne<ReadingSlot>().WithMany().HasForeignKey(a => a.SlotId);
        builder.HasOne<Question>().WithMany().HasForeignKey(a => a.QuestionId);
    }

    public void Configure(EntityTypeBuilder<AnswerEvent> builder)
    {
        builder.ToTable("AnswerEvents");
        builder.HasIndex(e => e.IdempotencyKey).IsUnique();
        builder.HasIndex(e => new { e.SlotId, e.QuestionId, e.Version }).IsUnique();
        builder.HasOne<ReadingSlot>().WithMany().HasForeignKey(e => e.SlotId);
        builder.HasOne<Question>().WithMany().HasForeignKey(e => e.QuestionId);
        builder.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId);
    }
}
