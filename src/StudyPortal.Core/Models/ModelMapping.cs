using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Models;

internal sealed class ModelMapping : IEntityTypeConfiguration<Model>, IEntityTypeConfiguration<Evaluation>, IEntityTypeConfiguration<Prediction>
{
    public void Configure(EntityTypeBuilder<Model> builder)
    {
        builder.ToTable("Models");
        builder.HasIndex(m => m.Name).IsUnique();
        builder.HasOne<Dataset>().WithMany().HasForeignKey(m => m.DatasetId);
        builder.HasOne<Job>().WithMany().HasForeignKey(m => m.JobId);
    }

    public void Configure(EntityTypeBuilder<Evaluation> builder)
    {
        builder.ToTable("Evaluations");
        builder.HasIndex(e => new { e.ModelId, e.DatasetId, e.Split, e.Branch, e.Epsilon, e.Steps, e.AttackBranch, e.LabelMap }).IsUnique();
        builder.HasOne<Model>().WithMany().HasForeignKey(e => e.ModelId);
        builder.HasOne<Dataset>().WithMany().HasForeignKey(e => e.DatasetId);
    }

    public void Configure(EntityTypeBuilder<Prediction> builder)
    {
        builder.ToTable("Predictions");
        builder.HasKey(p => new { p.EvaluationId, p.CaseId, p.Label });
        builder.HasOne<Evaluation>().WithMany().HasForeignKey(p => p.EvaluationId);
        builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId);
    }
}
