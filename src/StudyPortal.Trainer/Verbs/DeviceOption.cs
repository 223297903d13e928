using System.CommandLine;
using StudyPortal.Learning;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>--device cpu|cuda|cuda:N</c>: where networks are trained and asked.</summary>
internal sealed class DeviceOption : Option<string>
{
    public DeviceOption() : base("--device")
    {
        Description = "cpu, cuda or cuda:N. A job that a running trainer takes over runs on that trainer's device.";
        HelpName = "DEVICE";
        DefaultValueFactory = _ => ComputeDevice.Cpu.Name;
    }

    /// <exception cref="ArgumentException">This machine has no such device.</exception>
    public ComputeDevice Open(ParseResult parsed) => ComputeDevice.Parse(parsed.GetRequiredValue(this));
}
