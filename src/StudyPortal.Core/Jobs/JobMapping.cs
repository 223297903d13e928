using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudyPortal.Core.Jobs;

internal sealed class JobMapping :
    IEntityTypeConfiguration<Job>, IEntityTypeConfiguration<JobMeasure>, IEntityTypeConfiguration<JobLogLine>, IEntityTypeConfiguration<TrainerPresence>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("Jobs");
        builder.HasIndex(j => j.State);
        builder.Property(j => j.Trainer).HasDefaultValue("");
        builder.Property(j => j.Device).HasDefaultValue("");
    }

    public void Configure(EntityTypeBuilder<JobMeasure> builder)
    {
        builder.ToTable("JobMeasures");
        builder.HasKey(m => new { m.JobId, m.Series, m.X });
        builder.HasOne<Job>().WithMany().HasForeignKey(m => m.JobId);
    }

    public void Configure(EntityTypeBuilder<JobLogLine> builder)
    {
        builder.ToTable("JobLogLines");
        builder.HasOne<Job>().WithMany().HasForeignKey(l => l.JobId);
        builder.HasIndex(l => new { l.JobId, l.Id });
    }

    public void Configure(EntityTypeBuilder<TrainerPresence> builder)
    {
        builder.ToTable("Trainers");
        builder.HasKey(t => new { t.Host, t.ProcessId });
    }
}
