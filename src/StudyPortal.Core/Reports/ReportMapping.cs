using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports;

internal sealed class ReportMapping : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("Reports");
        builder.HasIndex(r => new { r.StudyId, r.AnalysisSet, r.SoftwareVersion }).IsUnique();
        builder.HasOne<Study>().WithMany().HasForeignKey(r => r.StudyId);
    }
}
