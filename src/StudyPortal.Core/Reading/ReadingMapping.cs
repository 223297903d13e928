using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

internal sealed class ReadingMapping :
    IEntityTypeConfiguration<Answer>, IEntityTypeConfiguration<AnswerEvent>, IEntityTypeConfiguration<MapReveal>,
    IEntityTypeConfiguration<DisplayCheck>, IEntityTypeConfiguration<ReaderKeys>, IEntityTypeConfiguration<ReadingSignature>,
    IEntityTypeConfiguration<SignatureRequest>
{
    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.ToTable("Answers", table => table.HasCheckConstraint(
            "CK_Answers_Value", "(CannotJudge = 1) = (Value IS NULL)"));
        builder.HasKey(a => new { a.SlotId, a.QuestionId });
        builder.HasOne<ReadingSlot>().WithMany().HasForeignKey(a => a.SlotId);
        builder.HasOne<Question>().WithMany().HasForeignKey(a => a.QuestionId);
    }

    public void Configure(EntityTypeBuilder<MapReveal> builder)
    {
        builder.ToTable("MapReveals");
        builder.HasKey(reveal => reveal.SlotId);
        builder.HasOne<ReadingSlot>().WithOne().HasForeignKey<MapReveal>(reveal => reveal.SlotId);
    }

    public void Configure(EntityTypeBuilder<DisplayCheck> builder)
    {
        builder.ToTable("DisplayChecks");
        builder.HasIndex(check => new { check.ReaderId, check.AtUtc });
        builder.HasOne<StudyReader>().WithMany().HasForeignKey(check => check.ReaderId);
    }

    public void Configure(EntityTypeBuilder<ReaderKeys> builder)
    {
        builder.ToTable("ReaderKeys");
        builder.HasKey(keys => keys.AccountId);
        builder.HasOne<Account>().WithOne().HasForeignKey<ReaderKeys>(keys => keys.AccountId);
    }

    public void Configure(EntityTypeBuilder<ReadingSignature> builder)
    {
        builder.ToTable("ReadingSignatures");
        builder.HasIndex(signature => signature.ReaderId).IsUnique().HasFilter("VoidedUtc IS NULL");
        builder.HasOne<StudyReader>().WithMany().HasForeignKey(signature => signature.ReaderId);
    }

    public void Configure(EntityTypeBuilder<SignatureRequest> builder)
    {
        builder.ToTable("SignatureRequests");
        builder.HasKey(request => request.ReaderId);
        builder.HasOne<StudyReader>().WithOne().HasForeignKey<SignatureRequest>(request => request.ReaderId);
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
