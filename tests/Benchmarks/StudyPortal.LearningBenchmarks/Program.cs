using System.Globalization;
using StudyPortal.Learning;
using StudyPortal.LearningBenchmarks;

NativeHeap.KeepFreed();
switch (args)
{
    case ["memory"]:
        FlatMemory.Print();
        return;
    case ["cache"]:
        CacheReading.Print();
        return;
    case [Operations.Serve, .. string[] words]:
        Operations.Answer(Setting.Of(words));
        return;
}

string python = args.Length > 0 ? args[0] : "python3";
int runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
string wanted = args.Length > 2 ? args[2] : "";
string[] operations = ["forward", "evaluate", "saliency", "standard", "attack", "dual", "dual-bf16", "dual-all-bf16"];
Setting[] settings = [new("resnet18", 64, 16), new("resnet50", 64, 16), new("resnet18", 256, 4), new("resnet50", 256, 4)];

Console.WriteLine($"Seconds (of an evaluation, for 16 batches), the best of {runs} runs, and peak memory of a process that does nothing else; a ratio above 1 is faster than PyTorch.");
foreach (Setting setting in settings)
{
    foreach (string operation in operations.Where(operation => $"{setting.Architecture} {setting.Side} {operation}".Contains(wanted, StringComparison.Ordinal)))
    {
        using Side ours = Side.Ours(setting), theirs = Side.PyTorch(python, setting);
        double mine = ours.Best(operation, runs), other = theirs.Best(operation, runs);
        Console.WriteLine(
            $"{setting.Architecture} {setting.Side,4} px x {setting.Batch,2}  {operation,-13} {mine,7:0.000} {other,7:0.000}  {other / mine,5:0.00}"
            + $"   {ours.PeakBytes >> 20,5} {theirs.PeakBytes >> 20,5} MiB");
    }
}
