using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;

namespace StudyPortal.Core.Saliency;

internal sealed class SaliencyMapMapping : IEntityTypeConfiguration<SaliencyMap>
{
    public void Configure(EntityTypeBuilder<SaliencyMap> builder)
    {
        builder.ToTable("SaliencyMaps");
        builder.HasIndex(m => new { m.CaseId, m.ModelId, m.Branch, m.Method, m.TargetLabel, m.RenderContract, m.SoftwareVersion }).IsUnique();
        builder.HasOne<Case>().WithMany().HasForeignKey(m => m.CaseId);
        builder.HasOne<Model>().WithMany().HasForeignKey(m => m.ModelId);
    }
}
