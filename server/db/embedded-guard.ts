import type { Extension } from "@electric-sql/pglite";

/** PGlite's step of PostgreSQL's main loop: reads and answers one protocol message. */
const MAIN_LOOP = "_PostgresMainLoopOnce";

/** The parts of the engine's Emscripten module that are used here. */
interface EngineModule {
  HEAPU32: Uint32Array;
  UTF8ToString(address: number): string;
  [MAIN_LOOP]: () => void;
}

interface EngineOptions {
  preRun: ((module: EngineModule) => void)[];
  instantiateWasm: (imports: { env: Record<string, unknown> }, done: unknown) => unknown;
}

type Throw = (exception: number, type: number, destructor: number) => never;

/** The exit status with which PGlite reports an ordinary SQL error; any other exception is a crash. */
const SQL_ERROR = 100;
/**
 * GEOS and PROJ report trouble by C++ exceptions, which this build of PostGIS cannot catch (it has no
 * `__cxa_begin_catch`). The engine goes on behind them with garbage: the statement ends with an empty result, its
 * transaction commits, a PL/pgSQL handler sees success, and the second such statement spins for ever. So the first
 * C++ exception, and the first WebAssembly trap, ends the engine there and then: `onCrash` is told why and must not
 * return. Nothing of the transaction has been committed at that point.
 */
export function crashGuard(onCrash: (reason: string) => never): { extension: Extension; arm(): void } {
  let armed = false;
  let engine: EngineModule | undefined;

  const describe = (exception: number, type: number): string => {
    try {
      const text = (address: number) => engine?.UTF8ToString(engine.HEAPU32[address >> 2] ?? 0) ?? "";
      // std::type_info and std::runtime_error both keep their text behind the vtable pointer.
      return `${text(type + 4)} ${text(exception + 4)}`;
    } catch {
      return "C++ exception";
    }
  };

  const extension: Extension = {
    name: "crash_guard",
    setup: async (_pglite, options: EngineOptions) => {
      options.preRun.push((module) => {
        engine = module;
      });
      const instantiate = options.instantiateWasm;
      options.instantiateWasm = (imports, done) => {
        // The same object serves PostGIS's module later, so this is every C++ throw there is.
        const original = imports.env["__cxa_throw"] as Throw | undefined;
        if (!original) throw new Error("this build of PGlite has no __cxa_throw; see crashGuard");
        imports.env["__cxa_throw"] = (exception: number, type: number, destructor: number) =>
          armed ? onCrash(describe(exception, type)) : original(exception, type, destructor);
        return instantiate(imports, done);
      };
      return { emscriptenOpts: options };
    },
  };

  const arm = (): void => {
    const module = engine;
    if (!module) throw new Error("the engine was not started with this guard");
    const once = module[MAIN_LOOP];
    module[MAIN_LOOP] = () => {
      try {
        once();
      } catch (error) {
        if ((error as { status?: unknown }).status === SQL_ERROR) throw error;
        onCrash(String(error));
      }
    };
    armed = true;
  };
  return { extension, arm };
}
