using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models.Analyses;

internal sealed class AnalysisMapping : IEntityTypeConfiguration<ModelAnalysis>
{
    public void Configure(EntityTypeBuilder<ModelAnalysis> builder)
    {
        builder.ToTable("ModelAnalyses");
        builder.HasIndex(a => new { a.ModelId, a.Kind, a.DatasetId, a.Split, a.Branch, a.ParametersJson, a.SoftwareVersion }).IsUnique();
        builder.HasOne<Model>().WithMany().HasForeignKey(a => a.ModelId);
        builder.HasOne<Dataset>().WithMany().HasForeignKey(a => a.DatasetId);
    }
}
