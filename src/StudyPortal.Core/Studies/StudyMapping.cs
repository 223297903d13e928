using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Core.Studies.Reminders;

namespace StudyPortal.Core.Studies;

internal sealed class StudyMapping :
    IEntityTypeConfiguration<Study>, IEntityTypeConfiguration<Question>, IEntityTypeConfiguration<StudyArm>,
    IEntityTypeConfiguration<StudyItem>, IEntityTypeConfiguration<StudyReader>, IEntityTypeConfiguration<ReadingSlot>,
    IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Study> builder)
    {
        builder.ToTable("Studies");
        builder.HasIndex(s => s.Name).IsUnique();
        builder.Property(s => s.OrderKind).HasDefaultValue(OrderKind.LatinSquare);
        builder.Property(s => s.Sessions).HasDefaultValue(1);
        builder.HasOne<Dataset>().WithMany().HasForeignKey(s => s.DatasetId);
        builder.ComplexProperty(s => s.Settings, settings => settings.Property(s => s.SilentDays).HasDefaultValue(StudySettings.UsualSilentDays));
    }

    public void Configure(EntityTypeBuilder<Question> builder)
    {
        builder.ToTable("Questions");
        builder.HasIndex(q => new { q.StudyId, q.Position }).IsUnique();
        builder.Property(q => q.Form).HasConversion(
            form => JsonSerializer.Serialize(form, PortalJson.Options), json => JsonSerializer.Deserialize<AnswerForm>(json, PortalJson.Options)!);
        builder.HasOne<Study>().WithMany().HasForeignKey(q => q.StudyId);
    }

    public void Configure(EntityTypeBuilder<StudyArm> builder)
    {
        builder.ToTable("StudyArms");
        builder.HasIndex(a => new { a.StudyId, a.Ordinal }).IsUnique();
        builder.HasOne<Study>().WithMany().HasForeignKey(a => a.StudyId);
        builder.HasOne<Model>().WithMany().HasForeignKey(a => a.ModelId);
    }

    public void Configure(EntityTypeBuilder<StudyItem> builder)
    {
        builder.ToTable("StudyItems", table => table.HasCheckConstraint("CK_StudyItems_Arm", "ArmId IS NOT NULL OR Control = 'Edges'"));
        builder.HasIndex(i => new { i.ArmId, i.CaseId, i.TargetLabel }).IsUnique().HasFilter("Control IS NULL");
        builder.HasOne<Study>().WithMany().HasForeignKey(i => i.StudyId);
        builder.HasOne<StudyArm>().WithMany().HasForeignKey(i => i.ArmId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Case>().WithMany().HasForeignKey(i => i.CaseId);
        builder.HasOne<SaliencyMap>().WithMany().HasForeignKey(i => i.SaliencyMapId);
    }

    public void Configure(EntityTypeBuilder<StudyReader> builder)
    {
        builder.ToTable("StudyReaders");
        builder.HasIndex(r => new { r.StudyId, r.AccountId }).IsUnique();
        builder.HasIndex(r => new { r.StudyId, r.Code }).IsUnique();
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId);
        builder.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
    }

    public void Configure(EntityTypeBuilder<ReadingSlot> builder)
    {
        builder.ToTable("ReadingSlots");
        builder.HasIndex(s => new { s.ReaderId, s.IsPilot, s.Position }).IsUnique();
        builder.Property(s => s.Purpose).HasDefaultValue(SlotPurpose.Main);
        builder.Property(s => s.Session).HasDefaultValue(1);
        builder.HasOne<Study>().WithMany().HasForeignKey(s => s.StudyId);
        builder.HasOne<StudyReader>().WithMany().HasForeignKey(s => s.ReaderId);
        builder.HasOne<StudyItem>().WithMany().HasForeignKey(s => s.ItemId);
    }

    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("Reminders");
        builder.HasIndex(r => new { r.ReaderId, r.AtUtc });
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId);
        builder.HasOne<StudyReader>().WithMany().HasForeignKey(r => r.ReaderId);
    }
}
