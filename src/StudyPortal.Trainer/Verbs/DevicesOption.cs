using System.CommandLine;
using StudyPortal.Learning;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>--device cuda:0,cuda:1</c>: where the service computes, one job at a time on each.</summary>
internal sealed class DevicesOption : Option<string>
{
    public DevicesOption() : base("--device")
    {
        Description = "cpu, cuda or cuda:N, or several separated by commas: one job at a time on each.";
        HelpName = "DEVICES";
        DefaultValueFactory = _ => ComputeDevice.Cpu.Name;
    }

    /// <exception cref="ArgumentException">This machine has not one of them.</exception>
    public IReadOnlyList<ComputeDevice> Open(ParseResult parsed) =>
        [.. parsed.GetRequiredValue(this).Split(',', StringSplitOptions.TrimEntries).Select(ComputeDevice.Parse)];
}
