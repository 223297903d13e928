using Microsoft.Extensions.Logging.Abstractions;
using StudyPortal.Core.Jobs;
using StudyPortal.Trainer.Service;

namespace StudyPortal.Trainer.Tests.Service;

public sealed class ReadGpuMemoryTests
{
    [Fact]
    public void The_lines_of_the_driver_are_read_as_bytes() =>
        Assert.Equal([new GpuMemory(0, 1_234L << 20, 81_559L << 20), new GpuMemory(1, 0, 81_559L << 20)], ReadGpuMemory.Parse("0, 1234, 81559\n1, 0, 81559\n"));

    [Theory]
    [InlineData("0, [N/A], 81559")]
    [InlineData("No devices were found")]
    public void What_is_no_number_is_no_memory(string line) => Assert.Throws<FormatException>(() => ReadGpuMemory.Parse(line));

    [Fact]
    public async Task Without_the_driver_no_memory_is_told()
    {
        Assert.SkipWhen((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "nvidia-smi"))), "This machine has the NVIDIA driver.");

        Assert.Empty(await new ReadGpuMemory(NullLogger<ReadGpuMemory>.Instance).ExecuteAsync(TestContext.Current.CancellationToken));
    }
}
