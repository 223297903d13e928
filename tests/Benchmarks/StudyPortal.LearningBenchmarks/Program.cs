using System.Diagnostics;
using StudyPortal.Learning;
using StudyPortal.LearningBenchmarks;

NativeHeap.KeepFreed();
if (args is ["memory"])
{
    FlatMemory.Print();
    return;
}

string python = args.Length > 0 ? args[0] : "python3";
int rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5;
string[] operations = ["forward", "saliency", "standard", "attack", "dual", "dual-bf16"];
Setting[] settings = [new("resnet18", 64, 16), new("resnet50", 64, 16), new("resnet18", 256, 4), new("resnet50", 256, 4)];
string wanted = args.Length > 2 ? args[2] : "";

TorchSharp.torch.set_num_threads(Environment.ProcessorCount);
Console.WriteLine($"Seconds, the best of {rounds} turns each; a ratio above 1 is faster than PyTorch.");
foreach (Setting setting in settings.Where(setting => $"{setting.Architecture} {setting.Side}".Contains(wanted, StringComparison.Ordinal)))
{
    using Peer peer = new(python, setting);
    using Operations ours = new(setting);
    foreach (string operation in operations)
    {
        (double mine, double theirs) = await BestAsync(ours, peer, operation);
        Console.WriteLine($"{setting.Architecture} {setting.Side,4} px x {setting.Batch,2}  {operation,-9} {mine,7:0.000} {theirs,7:0.000}  {theirs / mine,5:0.00}");
    }
    Console.WriteLine($"{setting.Architecture} {setting.Side,4} px x {setting.Batch,2}  peak memory so far {ProcessMemory.Peak(Environment.ProcessId) >> 20} MiB, PyTorch {peer.PeakBytes >> 20} MiB");
}

async Task<(double Mine, double Theirs)> BestAsync(Operations ours, Peer peer, string operation) => (
    await BestOfAsync(() =>
    {
        Stopwatch watch = Stopwatch.StartNew();
        ours.Run(operation);
        return watch.Elapsed.TotalSeconds;
    }),
    await BestOfAsync(() => peer.Time(operation)));

// One after another without a pause, after a rest in which the waiting threads of the other fall asleep.
async Task<double> BestOfAsync(Func<double> time)
{
    await Task.Delay(500);
    time();
    return Enumerable.Range(0, rounds).Min(_ => time());
}
