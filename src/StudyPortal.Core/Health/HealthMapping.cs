using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyPortal.Core.Health;

internal sealed class HealthMapping : IEntityTypeConfiguration<HealthSample>
{
    public void Configure(EntityTypeBuilder<HealthSample> builder)
    {
        builder.ToTable("HealthSamples");
        builder.HasIndex(s => new { s.AtUtc, s.Figure });
    }
}
