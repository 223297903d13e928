using System.Globalization;
using static TorchSharp.torch;

namespace StudyPortal.Learning;

/// <summary>Where networks are trained and asked, by the name that a person gives it.</summary>
public sealed record ComputeDevice
{
    private const string Cuda = "cuda";

    private ComputeDevice(string name) => Name = name;

    public static ComputeDevice Cpu { get; } = new("cpu");

    /// <summary>cpu, or cuda:N.</summary>
    public string Name { get; }

    public Device Device => device(Name);

    /// <summary>Reads cpu, cuda (the first one) or cuda:N.</summary>
    /// <exception cref="ArgumentException">Another name, or a device that this machine or this build does not have.</exception>
    public static ComputeDevice Parse(string name)
    {
        if (name == Cpu.Name)
        {
            return Cpu;
        }
        string index = name == Cuda ? "0" : name.StartsWith(Cuda + ":", StringComparison.Ordinal) ? name[(Cuda.Length + 1)..] : "";
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw new ArgumentException($"There is no device '{name}': expected cpu, cuda or cuda:N.");
        }
        int count = CudaDevices();
        return number < count ? new($"{Cuda}:{number}") : throw new ArgumentException(
            count == 0
                ? $"The device {name} cannot be used: this machine has no CUDA device, or this build is for the CPU. Use cpu, or build "
                    + "with -p:TorchBackend=cuda on a machine with an NVIDIA driver."
                : $"There is no device {name}: this machine has {count}, cuda:0 to cuda:{count - 1}.");
    }

    private static int CudaDevices()
    {
        try
        {
            return cuda.is_available() ? cuda.device_count() : 0;
        }
        catch (NotSupportedException)
        {
            // TorchSharp's word for a back-end whose libraries are not there.
            return 0;
        }
    }
}
