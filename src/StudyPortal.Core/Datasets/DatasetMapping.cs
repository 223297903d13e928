using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyPortal.Core.Datasets;

internal sealed class DatasetMapping :
    IEntityTypeConfiguration<Dataset>, IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CaseLabel>,
    IEntityTypeConfiguration<CaseSlice>, IEntityTypeConfiguration<LesionBox>, IEntityTypeConfiguration<LesionMask>, IEntityTypeConfiguration<ImportProblem>,
    IEntityTypeConfiguration<DatasetImport>, IEntityTypeConfiguration<StoredFile>, IEntityTypeConfiguration<RetiredBlob>
{
    public void Configure(EntityTypeBuilder<Dataset> builder)
    {
        builder.ToTable("Datasets");
        builder.HasIndex(d => d.Name).IsUnique();
        builder.HasIndex(d => d.ImportId).IsUnique();
        builder.HasQueryFilter(d => !d.IsUnfinished);
    }

    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.ToTable("Cases");
        builder.HasIndex(c => new { c.DatasetId, c.Number }).IsUnique();
        builder.HasIndex(c => new { c.DatasetId, c.SourceKey }).IsUnique();
        builder.HasIndex(c => new { c.DatasetId, c.Split, c.Patient });
        builder.HasIndex(c => new { c.DatasetId, c.Patient, c.Number });
        // All that a grid filters by and shows, so that no page of it looks at the table.
        builder.HasIndex(c => new { c.DatasetId, c.Number, c.Split, c.View, c.Modality, c.Review, c.Patient, c.Origin, c.Id }).HasDatabaseName("IX_Cases_Browsing");
        builder.Property(c => c.Review).HasDefaultValue(CaseReview.NotNeeded);
        builder.HasOne<Dataset>().WithMany().HasForeignKey(c => c.DatasetId);
    }

    public void Configure(EntityTypeBuilder<CaseLabel> builder)
    {
        builder.ToTable("CaseLabels");
        builder.HasKey(l => new { l.CaseId, l.Label });
        builder.HasIndex(l => new { l.Label, l.Value, l.CaseId });
        builder.HasOne<Case>().WithMany().HasForeignKey(l => l.CaseId);
    }

    public void Configure(EntityTypeBuilder<CaseSlice> builder)
    {
        builder.ToTable("CaseSlices");
        builder.HasKey(s => new { s.CaseId, s.Position });
        builder.HasOne<Case>().WithMany().HasForeignKey(s => s.CaseId);
    }

    public void Configure(EntityTypeBuilder<LesionBox> builder)
    {
        builder.ToTable("LesionBoxes");
        builder.HasOne<Case>().WithMany().HasForeignKey(b => b.CaseId);
    }

    public void Configure(EntityTypeBuilder<LesionMask> builder)
    {
        builder.ToTable("LesionMasks");
        builder.HasKey(m => new { m.CaseId, m.Label });
        builder.HasOne<Case>().WithMany().HasForeignKey(m => m.CaseId);
    }

    public void Configure(EntityTypeBuilder<ImportProblem> builder)
    {
        builder.ToTable("ImportProblems");
        builder.HasIndex(p => p.ImportId);
    }

    public void Configure(EntityTypeBuilder<DatasetImport> builder)
    {
        builder.ToTable("DatasetImports");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasOne<Dataset>().WithMany().HasForeignKey(i => i.DatasetId);
    }

    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("StoredFiles");
        builder.HasKey(f => new { f.Import, f.File });
    }

    public void Configure(EntityTypeBuilder<RetiredBlob> builder)
    {
        builder.ToTable("RetiredBlobs");
        builder.HasKey(b => b.Hash);
    }
}
